"""What `make bench` measures: one module a budget, each with `measure()`."""
