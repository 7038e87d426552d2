file = open("dump")
print(file.read())
