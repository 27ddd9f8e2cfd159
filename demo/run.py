#!/usr/bin/env python3
"""`./run demo`: a real server of its own on a virtual clock, one whole decision driven through it, the server
stopped again. The package stays; its path is the last line printed."""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def wait_for(address_file, server, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            return None
        if address_file.exists() and address_file.read_text(encoding="utf-8").strip():
            return address_file.read_text(encoding="utf-8").strip()
        time.sleep(0.05)
    return None


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gavel", required=True, help="the built program")
    arguments.add_argument("--workflows", default="workflows", help="folder of the procedures")
    arguments.add_argument("--out", default="demo-output", help="folder for the package (made anew)")
    options, rest = arguments.parse_known_args()

    out = pathlib.Path(options.out).resolve()
    if out.exists() and not (out / "made-by-gavel-demo").exists() and any(out.iterdir()):
        sys.exit(f"demo: {out} is not empty and no earlier demo's; name another folder with --out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / "made-by-gavel-demo").touch()

    with tempfile.TemporaryDirectory(prefix="gavel-demo-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o777)  # as root the server becomes another user
        data = pathlib.Path(folder) / "data"
        data.mkdir()
        address_file = data / "address"
        log = (out / "server.log").open("w", encoding="utf-8")
        server = subprocess.Popen(
            [options.gavel, "serve", "--data", str(data), "--port", "0", "--address-file", str(address_file), "--workflows",
             options.workflows, "--clock", "virtual", "--clock-start", "2026-01-05T09:00:00+08:00"],
            stdout=log, stderr=log)
        try:
            address = wait_for(address_file, server)
            if address is None:
                log.flush()
                sys.exit("demo: the server did not start:\n" + (out / "server.log").read_text(encoding="utf-8"))
            print(f"服务器 server: {address}（虚拟时钟 virtual clock）", flush=True)
            code = subprocess.call([sys.executable, str(HERE / "decision.py"), "--url", address, "--admin-password-file",
                                    str(data / "admin-password"), "--out", str(out), *rest])
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
            server.wait(60)
    sys.exit(code)


if __name__ == "__main__":
    main()
