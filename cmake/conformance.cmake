# Runs others' tests of SCXML, taken from npm at test time: tests/conformance/run.sh.
file(GLOB conformance_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/conformance/*.cpp)
add_executable(conformance EXCLUDE_FROM_ALL ${conformance_sources})
target_link_libraries(conformance PRIVATE engine_chart)
