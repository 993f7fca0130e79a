"""Reply links for flat discussions, with probability and evidence.

Many old blogs kept no reply links although their readers clearly answered each other.
`infer_replies` finds, for each comment, the comment that it most likely answers, or the post.
"""

from __future__ import annotations

from blogcore.inference.evidence import Evidence, EvidenceKind
from blogcore.inference.infer import Alternative, InferredReply, Scorer, infer_replies

__all__ = [
    "Alternative",
    "Evidence",
    "EvidenceKind",
    "InferredReply",
    "Scorer",
    "infer_replies",
]
