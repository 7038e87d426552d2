from chain import connect

sub = connect()
#     ^^^^^^^^^ SUB001
print(sub.get_current_block())
