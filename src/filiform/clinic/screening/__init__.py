"""Screening: is dry needling right for this person, and what must be respected if it is?"""
