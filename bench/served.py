"""A `muster serve` for benchmarks: started over a folder, spoken to over HTTPS, its processor time read."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import time
from pathlib import Path

from measure import MUSTER, built, java

BATCH = 1000


class Server:
    """A running server; `seconds` is the time from the command to the first answer of /healthz."""

    def __init__(self, data: Path, *options: str):
        begun = time.monotonic()
        self.child = subprocess.Popen(
            [MUSTER, "serve", "--data", data, "--listen", "127.0.0.1:0", "--http-listen", "127.0.0.1:0",
             "--no-first-scan", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        )
        line = self.child.stdout.readline()
        self.port = int(line.split(":")[2].split("/")[0])
        self.token = ""
        assert self.connect().ask("GET", "/healthz")[0] == 200
        self.seconds = time.monotonic() - begun

    def connect(self) -> "Connection":
        return Connection(self.port, self.token)

    def cpu(self) -> float:
        """Seconds of processor since it began."""
        fields = Path(f"/proc/{self.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """MB in memory."""
        for line in Path(f"/proc/{self.child.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def end(self, with_signal=signal.SIGTERM) -> None:
        self.child.send_signal(with_signal)
        self.child.wait()


class Connection:
    """One connection, kept open."""

    def __init__(self, port: int, token: str):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.http = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=60)
        self.token = token

    def ask(self, method: str, path: str, body=None, media_type="application/json") -> tuple:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if body is not None:
            headers["Content-Type"] = media_type
        self.http.request(method, path, body=body, headers=headers)
        answer = self.http.getresponse()
        return answer.status, answer.read()

    def begin(self, source: str) -> str:
        status, text = self.ask("POST", "/api/v1/runs", json.dumps({"source": source}))
        assert status == 201, text
        return json.loads(text)["id"]

    def send(self, run: str, lines: list) -> None:
        status, text = self.ask(
            "POST", f"/api/v1/runs/{run}/entries", b"".join(lines), "application/x-ndjson")
        assert status == 200, text


def token(data: Path) -> str:
    return subprocess.run(
        [MUSTER, "token", "create", "--data", data, "--name", "bench", "--scope", "read,report,write"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()


def lines(first: int, count: int) -> list:
    """What a scanner would report, a line each."""
    path = built("io/muster/wire/Reported.java")
    command = [java(), "-cp", path, "io.muster.wire.Reported", str(first), str(count)]
    return subprocess.run(command, check=True, capture_output=True).stdout.splitlines(keepends=True)


def fill(server: Server, some: list) -> None:
    """Reports lines in batches, in one run."""
    connection = server.connect()
    run = connection.begin("bench")
    for at in range(0, len(some), BATCH):
        connection.send(run, some[at:at + BATCH])
