"""The server's command line, as an operator uses it: with real processes."""

from __future__ import annotations

import json
import signal
import ssl
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server_stub.__main__ import main
from server_stub.app import open_units
from server_stub.services import audit
from server_stub.settings import Settings
from server_stub.storage.migrate import epoch
from server_stub.storage.models import Organization
from tests.support import small_world
from tests.support.small_world import HOSPITAL, OTHER_COUNTY

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "server_stub", *arguments]


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server on a free port and give it with its address."""
    process = subprocess.Popen(
        command("serve", "--port", "0", *arguments),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("listening on "), process.communicate()[1]
        yield process, line.removeprefix("listening on ").strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=PATIENCE)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def info(address: str, context: ssl.SSLContext | None = None) -> dict[str, object]:
    with urlopen(f"{address}/v1/info", context=context, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
        found: dict[str, object] = json.load(answer)
        return found


def stop(process: subprocess.Popen[str], how: signal.Signals) -> int:
    process.send_signal(how)
    process.communicate(timeout=PATIENCE)
    return process.returncode


def test_a_fresh_demo_is_loaded_served_stopped_and_served_again(tmp_path: Path) -> None:
    options = ("--demo", "--data", str(tmp_path), "--materials", "40")
    with serving(*options) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert info(address)["demo"] is True
        with urlopen(f"{address}/demo/inbox", timeout=PATIENCE) as page:  # noqa: S310 - our own server
            assert page.status == 200
        assert stop(process, signal.SIGTERM) == 0
    with serving(*options) as (process, address):
        assert info(address)["demo"] is True
        assert stop(process, signal.SIGINT) == 0
    assert run("verify-audit", "--data", str(tmp_path)).stdout == "the audit is sound\n"


def test_a_real_server_begins_empty_and_says_nothing_of_a_demo(tmp_path: Path) -> None:
    with serving("--data", str(tmp_path)) as (process, address):
        assert info(address)["demo"] is False
        assert stop(process, signal.SIGINT) == 0


def test_being_told_to_stop_while_loading_leaves_nothing_behind(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("serve", "--demo", "--port", "0", "--data", str(tmp_path), "--materials", "200000"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    assert "loading 200000" in process.stderr.readline()
    process.terminate()
    output, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output) == (0, "")
    done = run("seed", "--data", str(tmp_path), "--materials", "3")
    assert (done.returncode, done.stdout) == (0, "3 materials\n"), done.stderr


def test_a_demo_folder_and_a_real_one_are_never_mixed_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("seed", "--data", str(tmp_path), "--materials", "3")) == 0
    assert main(("seed", "--data", str(tmp_path), "--materials", "3")) == 1
    assert capsys.readouterr().err == "demo data load into an empty database only\n"
    served = run("serve", "--port", "0", "--data", str(tmp_path))
    assert served.returncode == 2
    assert "holds a demo" in served.stderr


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--host", "0.0.0.0"), "--tls-cert"),  # noqa: S104 - it is refused
        (("--host", "0.0.0.0", "--insecure-lan"), "--demo"),  # noqa: S104 - it is refused
        (("--host", "192.0.2.7", "--tls-key", "key.pem"), "belong together"),
        (("--host", "example.invalid", "--demo"), "beyond this computer"),
    ],
)
def test_other_computers_are_served_with_tls_only(
    options: tuple[str, ...],
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(("serve", "--data", str(tmp_path / "never-made"), *options)) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "never-made").exists()


@pytest.mark.parametrize("options", [("--port", "70000"), ("--materials", "0"), ("--port", "x")])
def test_senseless_numbers_are_refused(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(("serve", *options))
    assert stopped.value.code == 2
    assert options[0] in capsys.readouterr().err


def test_it_serves_over_tls(tmp_path: Path) -> None:
    certificate, key = private_certificate(tmp_path)
    trusting = ssl.create_default_context(cafile=str(certificate))
    options = ("--tls-cert", str(certificate), "--tls-key", str(key))
    with serving("--data", str(tmp_path / "data"), *options) as (process, address):
        assert address.startswith("https://")
        assert info(address, trusting)["api_version"] == 1
        assert stop(process, signal.SIGTERM) == 0


def test_migrating_twice_is_harmless(tmp_path: Path) -> None:
    for _ in range(2):
        assert main(("migrate", "--data", str(tmp_path))) == 0


def test_an_organization_moves_and_a_backup_begins_a_new_history(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units = open_units(Settings(data=tmp_path))
    with units.writing() as unit:
        small_world.settle(unit)
        before = epoch(unit.session)
    units.database.close()
    hospital, other_county = f"4219{HOSPITAL:08}", f"4219{OTHER_COUNTY:08}"
    move = ("move", hospital, "--data", str(tmp_path), "--to")
    assert main((*move, other_county)) == 0
    assert main((*move, other_county)) == 1
    assert f"{hospital} is there already" in capsys.readouterr().err
    assert main(("restored", "--data", str(tmp_path))) == 0
    units = open_units(Settings(data=tmp_path))
    with units.reading() as unit:
        assert epoch(unit.session) != before
        assert unit.session.get_one(Organization, HOSPITAL).parent_id == OTHER_COUNTY
        assert audit.verify(unit) == ()
    units.database.close()


def test_a_changed_audit_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("seed", "--data", str(tmp_path), "--materials", "3")) == 0
    anchors = tmp_path / "audit-anchors.txt"
    anchors.write_text("999 0000\n", encoding="utf-8")
    assert main(("verify-audit", "--data", str(tmp_path))) == 1
    assert "999" in capsys.readouterr().err


def test_the_description_of_the_api_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "openapi.json"
    assert main(("export-openapi", "--out", str(out))) == 0
    assert main(("export-openapi",)) == 0
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document == json.loads(capsys.readouterr().out)
    assert "/v1/authorizations/generate" in document["paths"]


def private_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for the loopback address, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Talent Desk test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate_file, key_file
