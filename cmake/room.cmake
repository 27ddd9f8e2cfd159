# A room is one folder, one library target, one test executable.
#
#   room(engine_chart DIR engine/chart DEPS engine_expression HIDDEN pugixml::pugixml)
#
# THINKS marks a room that most of the tests' time is spent in: optimised a little in debug builds too.
# DEPS are the rooms this one may see; they are public, so the link graph is the house's picture.
# HIDDEN libraries stay private: their headers cannot reach another room through ours.

option(GAVEL_TESTS "Build the tests" OFF)
set(GAVEL_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

add_library(house_style INTERFACE)
target_compile_features(house_style INTERFACE cxx_std_23)
target_include_directories(house_style INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(house_style INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -fdiagnostics-color=always)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # Warnings are errors with the compiler the house is kept on (Debian 12) and where it does not
  # optimise: a newer one may know new warnings, and g++ 12 at -O2 reports overflows in its own
  # library that are none. A user's build must fail on neither.
  target_compile_options(house_style INTERFACE $<$<CONFIG:Debug>:-Werror> -Wno-error=maybe-uninitialized)
  target_compile_options(house_style INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict -Wno-maybe-uninitialized>)
endif()
if(GAVEL_SANITIZE)
  target_compile_options(house_style INTERFACE -fsanitize=${GAVEL_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(house_style INTERFACE -fsanitize=${GAVEL_SANITIZE})
endif()

set(thinking $<$<CONFIG:Debug>:-O1>)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  list(APPEND thinking $<$<CONFIG:Debug>:-Wno-maybe-uninitialized>)  # of an optional that holds nothing
endif()

function(room name)
  cmake_parse_arguments(R "NO_PCH;THINKS" "DIR" "DEPS;HIDDEN" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${R_DIR}/*.cpp)
  if(NOT sources)
    set(sources ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)  # a room of headers only
  endif()
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(${name} PUBLIC house_style ${R_DEPS} PRIVATE ${R_HIDDEN})
  if(R_THINKS)
    target_compile_options(${name} PRIVATE ${thinking})
    target_precompile_headers(${name} REUSE_FROM thinking_pch)
  elseif(NOT R_NO_PCH)
    target_precompile_headers(${name} REUSE_FROM house_pch)
  endif()
endfunction()

# The tests of one room link that room alone, so a call that goes upward does not link.
function(room_test name)
  cmake_parse_arguments(R "" "DIR;TIMEOUT" "DEPS;HIDDEN" ${ARGN})
  if(NOT GAVEL_TESTS)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${R_DIR}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  if(NOT R_TIMEOUT)
    set(R_TIMEOUT 300)
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE house_style ${R_DEPS} ${R_HIDDEN} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE GAVEL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_precompile_headers(${name} REUSE_FROM test_pch)
  gtest_discover_tests(${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT ${R_TIMEOUT})
endfunction()
