# Benchmarks are no tests: they print figures and have no limits that fail a build.
option(GAVEL_BENCH "Build the benchmarks" OFF)
if(GAVEL_BENCH)
  find_package(benchmark REQUIRED)
  file(GLOB bench_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/bench/*_bench.cpp)
  add_executable(gavel_bench ${bench_sources})
  target_link_libraries(gavel_bench PRIVATE engine_matter engine_soundness benchmark::benchmark benchmark::benchmark_main)
  target_compile_definitions(gavel_bench PRIVATE GAVEL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endif()
