"""How each kind of channel is served: what is sent, how it is asked about, how it is taken back."""
