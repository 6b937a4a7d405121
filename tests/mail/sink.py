"""A mail server that only listens: it keeps what it is given and answers as a test tells it to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message


@dataclass(frozen=True)
class Letter:
    """One message that the sink has taken."""

    sender: str
    recipients: tuple[str, ...]
    source: bytes

    @property
    def parsed(self) -> Message:
        """The message's parts."""
        return message_from_bytes(self.source)

    @property
    def message_id(self) -> str:
        """What tells that two letters are one message."""
        return str(self.parsed["Message-ID"])


class Talk(socketserver.StreamRequestHandler):
    """One connection (RFC 5321, as far as a client needs it)."""

    server: "Sink"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.server.connections += 1
        self.say(self.server.greeting)
        sender = ""
        recipients: list[str] = []
        for line in self.rfile:
            command = line.decode().strip()
            match command.split(":")[0].split(" ")[0].upper():
                case "EHLO":
                    self.say("250-sink")
                    self.say("250 8BITMIME")
                case "MAIL":
                    sender, recipients = _address(command), []
                    self.say(self.server.sender_reply)
                case "RCPT":
                    reply = self.server.replies.get(_address(command), "250 2.1.5 Fine")
                    if reply.startswith("250"):
                        recipients.append(_address(command))
                    self.say(reply)
                    if reply.startswith("421"):
                        return
                case "DATA":
                    self.say("354 Go on")
                    if not self._take(Letter(sender, tuple(recipients), self._data())):
                        return
                case "QUIT":
                    self.say("221 Bye")
                    return
                case _:
                    self.say("250 Fine")

    def _data(self) -> bytes:
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _take(self, letter: Letter) -> bool:
        """Keep the letter and say so; False ends the talk without an answer."""
        server = self.server
        if server.hold_before is not None and len(server.letters) == server.hold_before:
            server.holding.set()
            server.go_on.wait(30)
            if not server.keep_held:
                return False
        if server.data_reply.startswith("250"):
            server.letters.append(letter)
        if server.hang_up_after_data:
            return False
        try:
            self.say(server.data_reply)
        except OSError:  # the client was killed
            return False
        return True


class Sink(socketserver.ThreadingTCPServer):
    """Where the letters lie. `replies` by recipient; `hold_before=3` stops before the fourth is answered."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters: list[Letter] = []
        self.connections = 0
        self.greeting = "220 sink"
        self.sender_reply = "250 2.1.0 Fine"
        self.replies: dict[str, str] = {}
        self.data_reply = "250 2.0.0 Taken"
        self.hang_up_after_data = False
        self.hold_before: int | None = None
        self.keep_held = False
        self.holding = threading.Event()
        self.go_on = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return int(self.server_address[1])


@contextmanager
def listening() -> Iterator[Sink]:
    """A sink that listens for the length of a test."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.go_on.set()
            sink.shutdown()
            thread.join()


def _address(command: str) -> str:
    return command.partition("<")[2].partition(">")[0]
