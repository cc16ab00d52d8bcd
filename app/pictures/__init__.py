"""QR, bar code, 结算单: values in, bytes out. Imports nothing of ours but domain."""
