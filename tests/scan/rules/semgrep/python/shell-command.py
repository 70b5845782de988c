import os
import subprocess


def look_up(host):
    # ruleid: holdfast.python.shell-command
    subprocess.run(f"nslookup {host}", shell=True)
    # ruleid: holdfast.python.shell-command
    subprocess.check_output("dig " + host, timeout=5, shell=True)
    # ruleid: holdfast.python.shell-command
    os.system("ping -c1 %s" % host)

    # ok: holdfast.python.shell-command
    subprocess.run(["nslookup", "--", host], check=True)
    # ok: holdfast.python.shell-command
    subprocess.run("df -h | tail -1", shell=True)
