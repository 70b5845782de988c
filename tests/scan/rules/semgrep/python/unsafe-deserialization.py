import pickle

import yaml


def read(text, data):
    # ruleid: holdfast.python.unsafe-deserialization
    yaml.load(text, Loader=yaml.Loader)
    # ruleid: holdfast.python.unsafe-deserialization
    yaml.load(text)
    # ruleid: holdfast.python.unsafe-deserialization
    pickle.loads(data)

    # ok: holdfast.python.unsafe-deserialization
    yaml.safe_load(text)
    # ok: holdfast.python.unsafe-deserialization
    yaml.load(text, Loader=yaml.SafeLoader)
    # ok: holdfast.python.unsafe-deserialization
    yaml.load(text, yaml.CSafeLoader)
