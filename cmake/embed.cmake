# embed(target NAMESPACE OUT FILES...): each file becomes a `std::string_view` constant in
# `embedded/<OUT>.hpp`, named after the file (dots and dashes become underscores). C++23's #embed is
# not in GCC 12; an assembler `.incbin` keeps compile time flat whatever the size.
function(embed target)
  cmake_parse_arguments(E "" "NAMESPACE;OUT" "FILES" ${ARGN})
  set(dir ${PROJECT_BINARY_DIR}/embedded)
  set(header "#pragma once\n#include <string_view>\n\nnamespace ${E_NAMESPACE} {\n")
  set(source "#include \"embedded/${E_OUT}.hpp\"\n\n")
  set(names "")
  foreach(file ${E_FILES})
    get_filename_component(base ${file} NAME)
    string(MAKE_C_IDENTIFIER ${base} id)
    if(id MATCHES "^_[0-9]")
      set(id "m${id}")
    endif()
    string(APPEND header "extern const std::string_view ${id};\n")
    string(APPEND source
      "__asm__(\".section .rodata\\n.balign 16\\n${E_OUT}_${id}_begin:\\n.incbin \\\"${file}\\\"\\n${E_OUT}_${id}_end:\\n.byte 0\\n.previous\\n\");\n"
      "extern \"C\" { extern const char ${E_OUT}_${id}_begin[]; extern const char ${E_OUT}_${id}_end[]; }\n"
      "const std::string_view ${E_NAMESPACE}::${id}{${E_OUT}_${id}_begin, static_cast<std::size_t>(${E_OUT}_${id}_end - ${E_OUT}_${id}_begin)};\n")
    list(APPEND names ${id})
  endforeach()
  string(APPEND header "}  // namespace ${E_NAMESPACE}\n")
  file(GENERATE OUTPUT ${dir}/${E_OUT}.hpp CONTENT "${header}")
  file(GENERATE OUTPUT ${dir}/${E_OUT}.cpp CONTENT "${source}")
  target_sources(${target} PRIVATE ${dir}/${E_OUT}.cpp)
  set_source_files_properties(${dir}/${E_OUT}.cpp PROPERTIES OBJECT_DEPENDS "${E_FILES}"
                              SKIP_PRECOMPILE_HEADERS ON)
endfunction()
