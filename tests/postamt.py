"""A mail server on this machine: speaks SMTP over a real connection and keeps what it was given."""

import queue
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Gespraech(socketserver.StreamRequestHandler):
    server: "Postamt"

    def _sage(self, zeile: str) -> None:
        self.wfile.write(f"{zeile}\r\n".encode())

    def handle(self) -> None:
        self._sage("220 Postamt")
        while zeile := self.rfile.readline():
            wort = zeile.split(b" ")[0].strip().upper()
            if wort == b"DATA":
                self._sage("354 Bitte")
                self.server.post.put(self._lies())
            elif wort == b"QUIT":
                self._sage("221 Auf Wiedersehen")
                return
            self._sage("250 Gut")

    def _lies(self) -> EmailMessage:
        zeilen = []
        while (zeile := self.rfile.readline()) != b".\r\n":
            zeilen.append(zeile.removeprefix(b".") if zeile.startswith(b"..") else zeile)
        return message_from_bytes(b"".join(zeilen), policy=policy.default)


class Postamt(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Gespraech)
        self.post: queue.Queue[EmailMessage] = queue.Queue()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def naechste(self, sekunden: float = 10) -> EmailMessage:
        """Return the next mail, waiting for it."""
        return self.post.get(timeout=sekunden)


@contextmanager
def geoeffnet() -> Iterator[Postamt]:
    with Postamt() as amt:
        faden = threading.Thread(target=amt.serve_forever, daemon=True)
        faden.start()
        yield amt
        amt.shutdown()
        faden.join()
