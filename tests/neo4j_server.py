"""A real Neo4j server for the tests, from its Maven artifacts: no Docker, no installation.

The jars are copied once into a cache directory ($KG_TEST_CACHE, else ~/.cache/kg-tests). Each
server runs in a new home directory on free loopback ports and is stopped at the end.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

POM = Path(__file__).parent / "neo4j" / "pom.xml"
START_SECONDS = 90.0
OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "sun.nio.ch", "java.io")
]


class Missing(Exception):
    """A part that the server needs is not installed: the message says which."""


@dataclass(frozen=True)
class Line:
    """A line of Neo4j releases: its version, the oldest Java that runs it, its main class."""

    version: str
    java: int
    main: str


LINES = {
    "5": Line("5.26.12", 17, "org.neo4j.server.CommunityEntryPoint"),
    "2025": Line("2025.10.1", 21, "org.neo4j.server.Neo4jCommunity"),
}


@dataclass(frozen=True)
class Server:
    """Where a server listens and how to log in."""

    uri: str
    user: str
    password: str


def given() -> Server | None:
    """Return the server that KG_TEST_NEO4J_URI (with _USER, _PASSWORD) names, if it does."""
    uri = os.environ.get("KG_TEST_NEO4J_URI")
    user = os.environ.get("KG_TEST_NEO4J_USER", "neo4j")
    return Server(uri, user, os.environ.get("KG_TEST_NEO4J_PASSWORD", "")) if uri else None


@contextlib.contextmanager
def running(line: Line, home: Path) -> Iterator[Server]:
    """Start a server of this line in the empty directory `home`, and stop it at the end.

    Raises Missing where Java or Maven is not there.
    """
    java = find_java(line.java)
    jars = fetch_jars(line)
    bolt, http = free_port(), free_port()
    server = Server(f"bolt://127.0.0.1:{bolt}", "neo4j", secrets.token_hex(8))
    write_settings(home, bolt, http)
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    admin = ["-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", "dbms", "set-initial-password"]
    subprocess.run(
        [java, *admin, server.password], env=environment, check=True, capture_output=True
    )
    where = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    command = [java, "-Xmx1g", *OPENS, "-cp", f"{jars}/*", line.main, *where]
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            await_answer(process, server, home / "console.log")
            yield server
        finally:
            process.kill()  # its home is thrown away: nothing to save
            process.wait()


def find_java(oldest: int) -> str:
    """Return a `java` of at least this version: JAVA_HOME, the PATH, /usr/lib/jvm."""
    homes = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    homes += sorted(Path("/usr/lib/jvm").glob("*")) if Path("/usr/lib/jvm").is_dir() else []
    found = [shutil.which("java"), *(str(h / "bin" / "java") for h in homes)]
    for java in found:
        if java and Path(java).is_file() and java_version(java) >= oldest:
            return java
    raise Missing(f"Java {oldest} or newer (a JRE or JDK on the PATH or under JAVA_HOME)")


def java_version(java: str) -> int:
    """Return the major version of this `java`, 0 where it does not say."""
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(?:1\.)?(\d+)', answer)
    return int(version[1]) if version else 0


def fetch_jars(line: Line) -> Path:
    """Return the directory with the server's jars, filled by Maven the first time."""
    cache = Path(os.environ.get("KG_TEST_CACHE") or Path.home() / ".cache" / "kg-tests")
    jars = cache / f"neo4j-{line.version}"
    if jars.is_dir():
        return jars
    maven = shutil.which("mvn")
    if not maven:
        raise Missing("Maven (mvn on the PATH), which fetches the Neo4j server's jars once")
    part = cache / f"neo4j-{line.version}.{os.getpid()}.part"
    command = [maven, "-q", "-B", "-f", str(POM), f"-Dneo4j.version={line.version}"]
    copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    java_home = Path(find_java(line.java)).resolve().parent.parent
    environment = os.environ | {"JAVA_HOME": str(java_home)}
    done = subprocess.run([*command, *copy], env=environment, capture_output=True, timeout=900)
    if done.returncode:
        raise RuntimeError(f"Maven could not fetch the Neo4j server: {done.stdout[-2000:]!r}")
    part.rename(jars)
    return jars


def write_settings(home: Path, bolt: int, http: int) -> None:
    """Write a neo4j.conf that listens on the loopback address alone."""
    (home / "conf").mkdir(parents=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": "64m",
    }
    text = "".join(f"{name}={value}\n" for name, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def await_answer(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    """Wait until the server takes the login; raise RuntimeError with its log where it does not."""
    import neo4j

    last = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < last:
        with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            try:
                return driver.verify_connectivity()
            except neo4j.exceptions.ServiceUnavailable:
                time.sleep(0.5)
    raise RuntimeError(f"Neo4j did not start:\n{log.read_text(errors='replace')[-3000:]}")
