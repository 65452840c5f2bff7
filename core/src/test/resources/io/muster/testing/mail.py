"""A mail server: each message becomes a file. Arguments: folder, starttls|tls|none, certificate, key."""
import asyncio, os, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult

folder, security, certificate, key = sys.argv[1:5]


class Box:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = os.path.join(folder, "%d.eml" % len(os.listdir(folder)))
        with open(name + ".part", "wb") as file:
            file.write(("To-Envelope: %s\n" % ",".join(envelope.rcpt_tos)).encode() + envelope.content)
        os.rename(name + ".part", name)
        return "250 OK"


def known(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"muster" and data.password == b"sesame", handled=False)


tls = None
if security != "none":
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)


def session():
    if security == "starttls":
        return SMTP(Box(), tls_context=tls, require_starttls=True, authenticator=known, auth_required=True)
    if security == "tls":
        return SMTP(Box(), authenticator=known, auth_required=True, auth_require_tls=False)
    return SMTP(Box())


async def main():
    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", 0, ssl=tls if security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
