/set mode lifecycle -quiet
/set prompt lifecycle "jshell> " "   ...> "
/set format lifecycle pre "|  "
/set format lifecycle post "%n"
/set format lifecycle errorpre "|  "
/set format lifecycle errorpost "%n"
/set format lifecycle display ""
/set format lifecycle display "{name} ==> {value}{post}" expression,varvalue
/set truncation lifecycle 100000
