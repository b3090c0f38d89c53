"""The clinical decisions: one pure module a stage; facts go in, a decision with its reasons comes out."""
