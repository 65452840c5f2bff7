"""A web server: each POST becomes two files; /403 is answered 403. Arguments: folder, certificate and key for TLS."""
import http.server, os, ssl, sys

folder = sys.argv[1]


class Hook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = os.path.join(folder, str(len(os.listdir(folder)) // 2))
        with open(name + ".body", "wb") as file:
            file.write(body)
        with open(name + ".head", "w") as file:
            file.write(self.path + "\n" + str(self.headers))
        status = int(self.path.strip("/").split("/")[0])
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
if len(sys.argv) > 2:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = tls.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
