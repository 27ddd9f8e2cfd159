# Benchmarks are no tests: they print figures and have no limits that fail a build.
option(GAVEL_BENCH "Build the benchmarks" OFF)
if(GAVEL_BENCH)
  find_package(benchmark REQUIRED)
  find_package(GTest REQUIRED)
  file(GLOB bench_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/bench/*_bench.cpp)
  # The course that is measured is the one the law tests drive.
  add_library(bench_course STATIC ${PROJECT_SOURCE_DIR}/tests/bench/course.cpp)
  target_link_libraries(bench_course PUBLIC engine_matter PRIVATE GTest::gmock)
  target_compile_definitions(bench_course PUBLIC GAVEL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_executable(gavel_bench ${bench_sources})
  target_link_libraries(gavel_bench PRIVATE bench_course db engine_soundness GTest::gmock
                        benchmark::benchmark benchmark::benchmark_main)
  add_executable(bench_write_course ${PROJECT_SOURCE_DIR}/tests/bench/write_course.cpp)
  target_link_libraries(bench_write_course PRIVATE bench_course)
  add_executable(bench_package ${PROJECT_SOURCE_DIR}/tests/bench/package.cpp)
  target_link_libraries(bench_package PRIVATE archive)
endif()
