"""Which muscle may the pain come from, why, and what to examine next: probabilities, never a diagnosis.

`ranking` answers, from a `network` of muscles and findings (`inference`, exact; `variational`, beyond
what is exact), with its reasons; `information` says which examination would tell most; `red_flags`
says when nothing is ranked at all.
"""
