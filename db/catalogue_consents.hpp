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

/// Versions of other catalogues, [{"id", "organ", "year", "version", "consent", "published": or it
/// was consented to and waits for that}].
struct RestingOnConsent {
  JsonArray of_other_years;  ///< Of the same organ.
  JsonArray beside;          ///< Of other organs, and of this year. A number is unique, whosever.
};

/// Which rest on the consent: those that were published, and those that are to be.
[[nodiscard]] RestingOnConsent resting_on(Pool& pool, const ConsentAsked& asked);

}  // namespace gavel::db
