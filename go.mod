module gonha

go 1.26
