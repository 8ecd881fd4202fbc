"""The papers that people hand in, each made from the advice alone: segment sheets, strategy chapter, and more.

A paper is a document of the same elements as the sheets, so that every form holds the same sentences.
"""
