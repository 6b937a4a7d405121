"""One process of the small site. Reads commands, a line each, and answers each with a line of JSON."""

import json
import os
import signal
import sys
import time

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402

from site_core.pagecache import affects, purge, stores  # noqa: E402
from tests.pagecache.site import Site  # noqa: E402
from tests.pagecache.test_stores import copy_of  # noqa: E402


def main() -> None:
    """Work off the commands."""
    affects.register(Group, affects.everything)
    site = Site()
    say("ready")
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        if command == "get":
            answer = site.get(rest)
            say({"text": answer.text, "to_django": site.to_django})
        elif command == "save":
            say(Group.objects.create(name=rest).pk)
        elif command == "save-and-die":
            purge.carry_out = lambda pk: os._exit(9)
            Group.objects.create(name=rest)
        elif command == "take-turn":
            turn = stores.current().turn(rest)
            say(turn is not None)
            time.sleep(60)
        elif command == "child-stores-for-ever":
            # A child starts in no time. Nobody waits for its end, so the kernel shall clear it away.
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)
            if child := os.fork():
                say(child)
            else:
                store_for_ever(int(rest))


def store_for_ever(pages: int) -> None:
    """Store one copy after the other, each of another size, until somebody ends this process."""
    store, number = stores.current(), 0
    while True:
        number += 1
        body = bytes([97 + number % 26]) * (40_000 + number % 997)
        store.put(copy_of(str(number % pages), tags=["x"], body=body), store.ticket())


def say(what: object) -> None:
    """Answer with one line."""
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
