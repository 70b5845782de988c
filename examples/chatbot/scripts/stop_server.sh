#!/bin/bash
# Stops the backend, whatever process that may be.
kill -9 $(pgrep -f node)
rm -f $(find /opt/chatbot -name '*.pid')
exit 0
