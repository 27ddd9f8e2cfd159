#pragma once
// A consent of a Party committee is to one draft: which other catalogues rest on the paper of that
// number.
#include <string>

#include "engine/base/json.hpp"

namespace gavel::db {

class Pool;

struct ConsentAsked {
  std::string number;    ///< In whatever spelling.
  std::string organ;     ///< Whose catalogue is consented to,
  int year = 0;          ///< of which year,
  std::string but = {};  ///< the matter that makes it.
};

/// The versions of other catalogues that rest on it, without those that the register tells under
/// `consents`, of the same organ and another year (Catalogues::consented): of other organs, and of
/// this year: [{"id", "organ", "year", "version", "consent"}]. As numbers are unique, whoever
/// issued them.
[[nodiscard]] JsonArray consented_beside(Pool& pool, const ConsentAsked& asked);

}  // namespace gavel::db
