#pragma once
// Who is of the circle of a kept part (engine/procedure/circles.hpp): not whoever has one of its
// roles somewhere, but those who have it in this matter.
#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "db/recusals.hpp"
#include "engine/desk/desk.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::api {

/// One caller in one matter; `call` and `loaded` have to outlive it.
class PartReader {
 public:
  PartReader(Context& context, const Call& call, const desk::Loaded& loaded);

  /// They do not keep out of the matter, and have one of the circle's roles in it: one that a
  /// matter names, if it names them or they are of the body of the organ that decides it; one of an
  /// organ by a position in that organ, or by their account if it names them or their unit acts
  /// by it here; any other, as it is. Or an order of recusal has them act for somebody who has one.
  [[nodiscard]] bool reads(const procedure::KeptPart& part) const;

 private:
  [[nodiscard]] bool has(const procedure::KeptPart& part, const std::string& role) const;
  [[nodiscard]] bool has_by_post(const std::string& role) const;
  [[nodiscard]] bool is_named(const procedure::KeptPart& part) const;
  [[nodiscard]] bool is_of_a_unit_that_acts(const std::string& role) const;
  [[nodiscard]] bool is_deputy_of_reader(const procedure::KeptPart& part) const;

  Context& context_;
  const Call& call_;
  const desk::Loaded& loaded_;
  const std::vector<db::RecusalStep> recusals_;
};

}  // namespace gavel::api
