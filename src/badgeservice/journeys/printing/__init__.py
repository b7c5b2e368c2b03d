"""Badges on paper: certificates, slips to hand out, QR codes and the short codes beside them."""
