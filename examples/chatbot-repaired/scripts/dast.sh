#!/bin/bash
# Tests the running application: first that it is the application, then by ZAP, then that ZAP saw enough of it.
# Usage: dast.sh IMAGE BUILD_ID
set -euo pipefail

image=$1
build=$2
least_urls=5
mkdir -p reports

docker network create dast
docker run --detach --name app --network dast --network-alias app \
  --env MODEL_API_KEY=none --env CHAT_TOKEN="$(openssl rand -hex 16)" --env BUILD_ID="$build" "$image"
trap 'docker rm --force app >/dev/null; docker network rm dast >/dev/null' EXIT

# The same name, from inside the same network: what ZAP will see.
docker run --rm --network dast "$image" node -e "
  const check = async (left) => {
    const health = await fetch('http://app:3000/health').then((r) => r.json(), () => ({}));
    if (health.build === '$build') process.exit(0);
    if (left === 0) { console.error('http://app:3000 is not build $build'); process.exit(1); }
    setTimeout(check, 1000, left - 1);
  };
  check(30);"

# 0: nothing at or above a warning. Every other code ends the build.
docker run --rm --network dast --volume "$PWD/reports:/zap/wrk" zaproxy/zap-stable:2.16.1 \
  zap-baseline.py -t http://app:3000 -J zap.json | tee reports/zap.log

urls=$(sed -n 's/^Total of \([0-9]*\) URLs$/\1/p' reports/zap.log)
if [[ ${urls:-0} -lt $least_urls ]]; then
  echo "ZAP reached ${urls:-0} addresses, fewer than $least_urls: that is no test" >&2
  exit 1
fi
