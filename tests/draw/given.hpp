#pragma once
#include <algorithm>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/draw/options.hpp"
#include "engine/procedure/procedure.hpp"
#include "tests/file_text.hpp"

namespace gavel::draw {

using ProcedurePtr = std::shared_ptr<const procedure::Procedure>;

inline ProcedurePtr read(std::string_view xml) {
  auto result = procedure::read(xml, "p.scxml", std::string(64, 'a'));
  if (result.procedure != nullptr) return result.procedure;
  std::string all;
  for (const Diagnostic& each : result.diagnostics) all += in_words(each).en + "\n";
  throw std::runtime_error(all);
}

inline ProcedurePtr major_decision() { return read(file_text("workflows/major-decision.scxml")); }

/// A procedure of these annotations and states.
inline ProcedurePtr procedure_of(std::string_view annotations, std::string_view states) {
  return read(
      "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:g=\"urn:gavel:procedure:1\" "
      "version=\"1.0\" "
      "datamodel=\"ecmascript\" name=\"p\" g:version=\"1\" g:zh=\"程序\" g:en=\"Procedure\">" +
      std::string(annotations) + std::string(states) + "</scxml>");
}

inline std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++found;
  return found;
}

}  // namespace gavel::draw
