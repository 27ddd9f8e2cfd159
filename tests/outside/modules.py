"""Others' libraries from npm, at the versions of package-lock.json here, in a folder of the build."""
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


def installed(folder):
    """Why they cannot be had; empty when they are in `folder`, installed by this run or by an earlier one."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        return "node and npm are not installed"
    folder.mkdir(parents=True, exist_ok=True)
    locked = (HERE / "package-lock.json").read_text(encoding="utf-8")
    whole = folder / "installed"
    if whole.exists() and whole.read_text(encoding="utf-8") == locked:
        return ""
    for file in "package.json", "package-lock.json":
        shutil.copy(HERE / file, folder)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"], cwd=folder,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return "sm-crypto, @noble/curves and pkijs could not be installed from npm: " + (done.stderr or done.stdout)[-300:]
    whole.write_text(locked, encoding="utf-8")
    return ""
