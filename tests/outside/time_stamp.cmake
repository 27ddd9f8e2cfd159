# Time-stamps of an authority made by the openssl command line, handed in to a running server, and held against openssl and pkijs.
# A case that lacks what it needs says so and is counted as skipped (77), not as passed.
foreach(case Openssl Asked Pkijs)
  add_test(NAME outside_time_stamp.${case}
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/outside/time_stamp_test.py ${case})
  set_tests_properties(outside_time_stamp.${case} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300
    ENVIRONMENT "GAVEL=$<TARGET_FILE:gavel>;OUTSIDE=${PROJECT_BINARY_DIR}/outside;PYTHONDONTWRITEBYTECODE=1")
endforeach()
