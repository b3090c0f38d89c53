"""The knowledge library as pages: browsed, searched, printed; every statement with its sources and cases."""
