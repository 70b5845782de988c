#!/bin/bash
# Keeps a report in the bucket that the pipeline names.
set -euo pipefail

aws s3 cp "$1" "s3://${REPORT_BUCKET:?}/${CODEBUILD_BUILD_NUMBER:?}/$(basename "$1")" --sse aws:kms
