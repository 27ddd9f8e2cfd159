"""A server of its own for a test: started in a fresh folder on a free port with a virtual clock, stopped, or killed."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "demo"))  # its client.py is the one client the project has

CLOCK_START = "2026-01-05T09:00:00+08:00"


class Server:
    """GAVEL names the built program. The folder outlives a kill, so a new start finds the same data."""

    def __init__(self, workflows=ROOT / "workflows", clock_start=CLOCK_START):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gavel-e2e-"))
        os.chmod(self.folder, 0o777)  # as root the server becomes another user
        self.data, self.address_file = self.folder / "data", self.folder / "data" / "address"
        self.data.mkdir()
        self.workflows, self.clock_start, self.process, self.url = workflows, clock_start, None, None
        self.log = open(self.folder / "server.log", "ab")  # one log over all starts

    def start(self, seconds=90, more=()):
        self.address_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [os.environ["GAVEL"], "serve", "--data", str(self.data), "--port", "0", "--address-file", str(self.address_file),
             "--workflows", str(self.workflows), "--clock", "virtual", "--clock-start", self.clock_start, *more],
            stdout=self.log, stderr=self.log)
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if self.address_file.exists() and (url := self.address_file.read_text(encoding="utf-8").strip()):
                self.url = url
                return self
            time.sleep(0.02)
        raise AssertionError(f"the server did not start (exit {self.process.poll()}):\n{self.said()[-4000:]}")

    def said(self):
        self.log.flush()
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def admin_password(self):
        return (self.data / "admin-password").read_text(encoding="utf-8").strip()

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """kill -9: no handler runs, nothing is flushed."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)

    def stop(self):
        """Stops and removes the folder; the exit code of a server that was running."""
        code = None
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(60)
        self.log.close()
        if "GAVEL_E2E_KEEP" not in os.environ:
            shutil.rmtree(self.folder, ignore_errors=True)
        return code
