"""The server's command line: `python -m server_stub --help` names the commands."""

from __future__ import annotations

import argparse
import gc
import json
import logging
import signal
import sys
import tempfile
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final

import uvicorn

from desktop.contract.sealed_file import reading, writing
from desktop.domain.errors import RuleViolationError
from server_stub.app import create_app, describe, open_units
from server_stub.demo import loading
from server_stub.routes.connections import connection_of
from server_stub.services import audit, courier, moving, upkeep
from server_stub.services.refusals import Refusal
from server_stub.settings import Settings, demo_settings

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from types import FrameType

    from server_stub.services.unit import Units

_log = logging.getLogger("server_stub")

PORT: Final = 8765
DATA: Final = Path("var") / "server"
_HIGHEST_PORT: Final = 65_535
_SHUTDOWN_SECONDS: Final = 5
_OBJECTS_BETWEEN_COLLECTIONS: Final = 20_000
_USAGE: Final = 2
_FAILED: Final = 1


class UsageError(Exception):
    """The options make no sense together; the text tells the operator."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and how to listen."""

    host: str
    port: int
    certificate: Path | None
    key: Path | None

    @property
    def scheme(self) -> str:
        """Return the scheme of the address that clients use."""
        return "https" if self.certificate else "http"


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, scheme: str) -> None:
        super().__init__(config)
        self._scheme = scheme

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            _say(f"listening on {self._scheme}://{shown}:{port}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 failed, 2 wrong options."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        code: int = options.command(options)
    except UsageError as error:
        _complain(str(error))
        return _USAGE
    except (loading.SeedRefusedError, moving.MoveRefusedError) as error:
        _complain(str(error))
        return _FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m server_stub", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    serve = commands.add_parser("serve", help="serve the API")
    _add_storage(serve)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    serve.add_argument(
        "--port", type=_port, default=PORT, help="port, 0 for any free one (%(default)s)"
    )
    serve.add_argument("--demo", action="store_true", help="with made-up data and people")
    _add_materials(serve)
    serve.add_argument("--tls-cert", type=Path, help="certificate chain, PEM")
    serve.add_argument("--tls-key", type=Path, help="its private key, PEM")
    serve.add_argument(
        "--insecure-lan",
        action="store_true",
        help="serve a demo's phone pages beyond this computer without TLS",
    )
    serve.set_defaults(command=_serve)

    seed = commands.add_parser("seed", help="load the demo into an empty database")
    _add_storage(seed)
    _add_materials(seed)
    seed.set_defaults(command=_seed)

    migrate = commands.add_parser("migrate", help="bring a database to this version's schema")
    _add_storage(migrate)
    migrate.set_defaults(command=_migrate)

    restored = commands.add_parser("restored", help="begin a new history on a restored backup")
    _add_storage(restored)
    restored.set_defaults(command=_restored)

    move = commands.add_parser("move", help="give an organization another superior")
    _add_storage(move)
    move.add_argument("code", help="code of the organization")
    move.add_argument("--to", required=True, help="code of the new superior")
    move.set_defaults(command=_move)

    export = commands.add_parser("export-openapi", help="write the API's description as JSON")
    export.add_argument("--out", type=Path, help="file to write; standard output without it")
    export.set_defaults(command=_export_openapi)

    verify = commands.add_parser("verify-audit", help="look for changed or missing audit lines")
    _add_storage(verify)
    verify.set_defaults(command=_verify_audit)
    _add_courier(commands.add_parser("courier", help="judge a request file, write its answer"))
    return parser


def _add_courier(carry: argparse.ArgumentParser) -> None:
    _add_storage(carry)
    carry.add_argument("request", type=Path, help="the .tdreq file that was brought")
    carry.add_argument("--answer", type=Path, required=True, help="the .tdans file to write")
    carry.set_defaults(command=_courier)


def _add_storage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, default=DATA, help="folder of keys, pictures, database (%(default)s)"
    )
    parser.add_argument("--database", default="", help="SQLAlchemy URL instead of SQLite there")


def _add_materials(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--materials",
        type=_count,
        default=loading.USUAL_COUNT,
        help="how many materials a new demo has (%(default)s)",
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= _HIGHEST_PORT:
        raise ValueError
    return port


def _count(text: str) -> int:
    count = int(text)
    if not 0 < count <= loading.MOST:
        raise ValueError
    return count


def _serve(options: argparse.Namespace) -> int:
    listening = Listening(options.host, options.port, options.tls_cert, options.tls_key)
    _check(listening, demo=options.demo, insecure_lan=options.insecure_lan)
    for name in (signal.SIGINT, signal.SIGTERM):
        # uvicorn hands signals on after its shutdown: being told to stop is no failure.
        signal.signal(name, _stop)
    units = open_units(_settings(options, demo=options.demo))
    try:
        _prepare_demo(units, options)
        config = uvicorn.Config(
            create_app(units),
            http=connection_of(units.settings),
            host=listening.host,
            port=listening.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
            ssl_certfile=listening.certificate,
            ssl_keyfile=listening.key,
        )
        server = _Server(config, listening.scheme)
        _collect_less_often()
        server.run()
    except _StoppedError:
        return 0
    finally:
        units.database.close()
    return 0 if server.started else _FAILED


def _collect_less_often() -> None:
    """Look for cyclic garbage once in 20,000 new objects, and never among what stays for good.

    Judging a batch and reading a page make many thousand lists and no cycle; looking through them
    took a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


class _StoppedError(BaseException):
    """The operator stopped the server before it served."""


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _StoppedError


def _check(listening: Listening, *, demo: bool, insecure_lan: bool) -> None:
    if (listening.certificate is None) != (listening.key is None):
        raise UsageError("--tls-cert and --tls-key belong together")
    if listening.certificate or _is_loopback(listening.host):
        return
    if not insecure_lan:
        raise UsageError(
            f"{listening.host} is beyond this computer: it needs --tls-cert, --tls-key"
        )
    if not demo:
        raise UsageError("--insecure-lan is for a --demo alone")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _settings(options: argparse.Namespace, *, demo: bool) -> Settings:
    if demo:
        return demo_settings(options.data, options.database)
    return Settings(data=options.data, database_url=options.database)


def _prepare_demo(units: Units, options: argparse.Namespace) -> None:
    with units.writing() as unit:
        if options.demo and loading.is_empty(unit):
            _log.info("loading %d made-up materials", options.materials)
            loading.load(unit, count=options.materials)
            return
        is_demo = loading.is_demo(unit)
        if options.demo and not is_demo:
            raise UsageError(f"{options.data} holds real data: it cannot be served as a demo")
        if is_demo and not options.demo:
            raise UsageError(f"{options.data} holds a demo: serve it with --demo")
        if is_demo:
            loading.keep_window_open(unit)


def _seed(options: argparse.Namespace) -> int:
    units = open_units(_settings(options, demo=True))
    try:
        with units.writing() as unit:
            loading.load(unit, count=options.materials)
    finally:
        units.database.close()
    _say(f"{options.materials} materials")
    return 0


def _migrate(options: argparse.Namespace) -> int:
    open_units(_settings(options, demo=False)).database.close()
    return 0


def _restored(options: argparse.Namespace) -> int:
    units = open_units(_settings(options, demo=False))
    try:
        with units.writing() as unit:
            upkeep.restored(unit)
    finally:
        units.database.close()
    _say("a new history begins; clients read anew and hand in again what was lost")
    return 0


def _move(options: argparse.Namespace) -> int:
    units = open_units(_settings(options, demo=False))
    try:
        with units.writing() as unit:
            moving.move_by_code(unit, options.code, options.to)
    finally:
        units.database.close()
    _say(f"{options.code} is below {options.to} now")
    return 0


def _courier(options: argparse.Namespace) -> int:
    units = open_units(_settings(options, demo=False))
    try:
        with reading(options.request) as request, writing(options.answer) as answer:
            handled = courier.exchange(units, request, answer)
    except (Refusal, RuleViolationError) as error:
        _complain(f"{options.request.name}: {error}")
        return _FAILED
    finally:
        units.database.close()
    _say(f"{handled.operations} operations; {handled.problem or 'the answer is written'}")
    return 0


def _export_openapi(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        units = open_units(demo_settings(Path(folder)))
        try:
            document = describe(create_app(units))
        finally:
            units.database.close()
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    return 0


def _verify_audit(options: argparse.Namespace) -> int:
    units = open_units(_settings(options, demo=False))
    try:
        with units.reading() as unit:
            wrong = audit.verify(unit)
    finally:
        units.database.close()
    if wrong:
        _complain(f"the audit was changed at line {', '.join(map(str, wrong))}")
        return _FAILED
    _say("the audit is sound")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
