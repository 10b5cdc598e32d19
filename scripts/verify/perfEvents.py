"""Run by perf script -s: prints every event as a line of JSON, its fields as perf's own library decodes them.

Numbers become decimal text, because readers of JSON round those of 64 bits; texts get a colon in front.
"""

import json

COMMON = ("common_cpu", "common_s", "common_ns", "common_pid", "common_comm", "common_callchain")


def trace_unhandled(event_name, context, fields, sample_dict):
    system, _, name = event_name.partition("__")
    own = {key: spelled(value) for key, value in fields.items() if key not in COMMON}
    sample = {**sample_dict["sample"], "common_pid": fields["common_pid"]}
    show(f"{system}:{name}", fields["common_comm"], sample, own)


def process_event(event):
    show(event["ev_name"], event["comm"], event["sample"], {})


def show(name, comm, sample, fields):
    tid = sample["tid"]
    if tid == 0xFFFFFFFF:  # The thread has ended: what the kernel's own record says.
        tid = sample.get("common_pid", tid)
    line = {"event": name, "comm": comm, "hostCpu": sample["cpu"], "tid": tid}
    print(json.dumps({**line, "stamp": str(sample["time"]), "fields": fields}))


def spelled(value):
    return str(value) if isinstance(value, int) else f":{value}"
