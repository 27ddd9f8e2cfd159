# A package as the demo makes it, held against others' software. Each test that lacks what it needs
# says so and is counted as skipped (77), not as passed.
set(outside_package ${PROJECT_BINARY_DIR}/outside/package)
set(outside_run ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/outside/package_test.py)
set(outside_environment "GAVEL=$<TARGET_FILE:gavel>" "PACKAGE=${outside_package}"
    "OUTSIDE=${PROJECT_BINARY_DIR}/outside")

add_test(NAME outside_package.demo
  COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/demo/run.py --gavel $<TARGET_FILE:gavel>
          --workflows ${PROJECT_SOURCE_DIR}/workflows --out ${outside_package})
set_tests_properties(outside_package.demo PROPERTIES FIXTURES_SETUP outside_package TIMEOUT 300)

foreach(case Gavel FourProperties Coreutils BagitPython Xmllint NodeSignatures)
  add_test(NAME outside_package.${case} COMMAND ${outside_run} ${case})
  set_tests_properties(outside_package.${case} PROPERTIES FIXTURES_REQUIRED outside_package
    ENVIRONMENT "${outside_environment}" SKIP_RETURN_CODE 77 TIMEOUT 300)
endforeach()

add_test(NAME outside_harvest
  COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/outside/harvest_test.py)
set_tests_properties(outside_harvest PROPERTIES ENVIRONMENT "${outside_environment}" SKIP_RETURN_CODE 77 TIMEOUT 300)
