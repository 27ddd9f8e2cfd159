# The names of the tests of the law, a line each: "Article15.NoticeMayNotCloseEarly G08 T02", with the
# rules and clocks that the test names. They are part of the program, so that `gavel law` can show
# beside each article, guard, timer, separation of duties and class of change how it is tried.
file(GLOB law_test_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/law/*_test.cpp)
list(FILTER law_test_files EXCLUDE REGEX "/law_test.cpp$")  # the test of these lists themselves
# What a procedure alone cannot keep apart is tried where it is kept.
file(GLOB duty_test_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/api/*_test.cpp
     ${PROJECT_SOURCE_DIR}/tests/db/*_test.cpp)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${law_test_files} ${duty_test_files})
set(law_tests "")
foreach(file ${law_test_files} ${duty_test_files})
  file(READ ${file} text)
  # What means something in a list of CMake means nothing here.
  string(REGEX REPLACE "[][;\\\\]" " " text "${text}")
  string(REGEX REPLACE "\nTEST(_F|_P)?\\(" ";" chunks "${text}")
  list(REMOVE_AT chunks 0)
  foreach(chunk IN LISTS chunks)
    if(NOT chunk MATCHES "^[ \n]*([A-Za-z0-9]+),[ \n]*([A-Za-z0-9]+)")
      continue()
    endif()
    set(suite ${CMAKE_MATCH_1})
    set(line "${suite}.${CMAKE_MATCH_2}")
    if(file IN_LIST duty_test_files AND NOT suite MATCHES "^(SeparationRule|[A-Za-z]*Article)[0-9]+$")
      continue()
    endif()
    string(REPLACE " " "  " chunk "${chunk}")
    string(REGEX MATCHALL "[\" ][GT][0-9][0-9][A-Z]*[\" ]" about "${chunk}")
    string(REGEX REPLACE "[\" ]" "" about "${about}")
    list(REMOVE_DUPLICATES about)
    list(JOIN about " " about)
    string(STRIP "${line} ${about}" line)
    string(APPEND law_tests "${line}\n")
  endforeach()
endforeach()
set(law_tests_file ${PROJECT_BINARY_DIR}/embedded/law_tests.txt)
file(CONFIGURE OUTPUT ${law_tests_file} CONTENT "${law_tests}" @ONLY)
