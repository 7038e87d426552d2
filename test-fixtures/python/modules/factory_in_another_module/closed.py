import chain

sub = chain.connect("archive")
print(sub.get_current_block())
sub.close()
