# The ledger of a running server, held against Go's golang.org/x/mod/sumdb. Skipped (77) without it.
add_test(NAME outside_ledger.Go COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/outside/ledger_test.py)
set_tests_properties(outside_ledger.Go PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300
  ENVIRONMENT "GAVEL=$<TARGET_FILE:gavel>;OUTSIDE=${PROJECT_BINARY_DIR}/outside;PYTHONDONTWRITEBYTECODE=1")
