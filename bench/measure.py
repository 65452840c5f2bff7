"""What the benchmarks share: the cache folder, the peers, and runs measured one after another in turn."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
MUSTER = str(HOME / "muster")


def cache(name: str = "") -> Path:
    """A folder that outlives the run, outside the repository."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(Path.home(), ".cache")
    folder = Path(base) / "muster-bench" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Run:
    """One run of one command: seconds on the clock, seconds of processor, peak MB, its exit code and output."""

    wall: float
    user: float
    system: float
    peak: float
    status: int
    out: str

    @property
    def cpu(self) -> float:
        return self.user + self.system


def run(command: list, *, ok=(0,), environment=None, errors=False) -> Run:
    """Runs a command and its children to the end. An exit code that is not `ok` ends the benchmark."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        child = subprocess.Popen(
            [str(it) for it in command],
            stdin=subprocess.DEVNULL,
            # ssh-keyscan would die of a server that hangs up.
            restore_signals=False,
            stdout=out,
            stderr=out if errors else err,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text = out.read().decode(errors="replace")
        if child.returncode not in ok:
            sys.exit(f"{command} ended with {child.returncode}\n{text[-2000:]}\n{err.read().decode()[-2000:]}")
        return Run(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024, child.returncode, text)


def in_turn(rounds: int, commands: dict) -> dict:
    """A B A B: load from outside then falls on both. `commands` are functions that make a Run."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(command())
            print(f"  {name}: {show(runs[name][-1])}", file=sys.stderr, flush=True)
    return runs


def show(one: Run) -> str:
    return f"{one.wall:.2f} s, {one.cpu:.2f} s of processor, {one.peak:.0f} MB"


def median(runs: list, what: str) -> float:
    return statistics.median(getattr(it, what) for it in runs)


def table(runs: dict, operations: int, unit: str) -> None:
    """Medians, rate, processor time for each operation, and how many times the first is ahead."""
    first = next(iter(runs))
    print(f"| | wall s | {unit}/s | processor s | processor ms/{unit} | peak MB | wall, times {first} | processor, times {first} |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, some in runs.items():
        wall, cpu = median(some, "wall"), median(some, "cpu")
        print(
            f"| {name} | {wall:.2f} | {operations / wall:.1f} | {cpu:.2f} | {1000 * cpu / operations:.3f}"
            f" | {median(some, 'peak'):.0f} | {wall / median(runs[first], 'wall'):.2f}"
            f" | {cpu / median(runs[first], 'cpu'):.2f} |",
            flush=True,
        )


def warm(*folders) -> None:
    """Reads everything once, so that the runs compare programs and not the disk."""
    for folder in folders:
        subprocess.run(
            f"find '{folder}' -type f -print0 | xargs -0 -n 500 cat > /dev/null", shell=True, check=True
        )


def debian(*packages) -> None:
    """Installs what is missing; without being root, says what that is."""
    missing = [
        it
        for it in packages
        if " installed" not in subprocess.run(
            ["dpkg-query", "-W", "-f=${Status}", it], capture_output=True, text=True
        ).stdout
    ]
    if not missing:
        return
    if os.geteuid() != 0:
        sys.exit(f"needs: apt-get install {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=True, stdout=sys.stderr, env=quiet)
    subprocess.run(
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *missing],
        check=True, stdout=sys.stderr, env=quiet,
    )


def go_tool(name: str, package: str):
    """The path of a program built from its Go module, or None when the module cannot be had here."""
    tool = cache("bin") / name
    if not tool.exists():
        if not shutil.which("go"):
            sys.exit("needs Go to build the peers: apt-get install golang")
        built = subprocess.run(
            ["go", "install", package], env={**os.environ, "GOBIN": str(tool.parent)}, stdout=sys.stderr
        )
        if built.returncode != 0:
            return None
    return str(tool)


def gitleaks() -> str:
    return go_tool("gitleaks", "github.com/zricethezav/gitleaks/v8@latest") or sys.exit("no gitleaks")


def java() -> str:
    """The JDK of the launcher, found as it finds it."""
    run([MUSTER, "version"])
    ready = HOME / "dist/target/muster/ready"
    return ready.read_text().splitlines()[0] + "/bin/java"


def built(*sources) -> str:
    """The class path of the product, with classes of bench/src compiled against it."""
    home = Path(java()).parent
    product = str(HOME / "dist/target/muster/lib/*")
    classes = cache("classes")
    files = [str(HOME / "bench/src" / it) for it in sources]
    subprocess.run([home / "javac", "-d", classes, "-cp", product, *files], check=True)
    return f"{product}:{classes}"
