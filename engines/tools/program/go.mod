module mendix.local/engines/program

go 1.24
