#pragma once
// What of a matter that one reads is kept to a narrower circle than the matter: each member's
// stance is sealed per person (Decree 713 art. 38(3)), and who was held liable is for those who
// deal with it. The procedure says which papers, events and variables tell it
// (engine/procedure/circles.hpp); what corrects an entry is kept as that is.
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "engine/desk/desk.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::api {

/// Of one matter, from one caller; `loaded` has to outlive it.
class KeptParts {
 public:
  KeptParts(Context& context, const Call& call, const desk::Loaded& loaded);
  /// From whoever is of none of the circles: a paper that goes round is written so.
  KeptParts(Context& context, const desk::Loaded& loaded);

  [[nodiscard]] bool any() const { return !parts_.empty(); }
  /// What the system writes from the record, by the name that the document type has for it.
  [[nodiscard]] bool keeps_written(std::string_view written) const {
    return circle_of_written(written) != nullptr;
  }
  [[nodiscard]] bool keeps(const matter::Event& event) const;
  [[nodiscard]] bool keeps(const matter::Document& document) const {
    return part_of(document.code, document.by) != nullptr;
  }
  /// Problem kept-paper (403), unless the caller filed it.
  void refuse(const matter::Document& document) const;
  /// The same of what the system writes.
  void refuse_written(std::string_view written) const;
  /// The same of the statement that an event is signed by.
  void refuse_signed(const std::string& event) const;

  /// Whether what is signed for this event is kept, whoever signed it.
  [[nodiscard]] bool keeps_signed(const std::string& event) const;
  /// The event as the caller reads it: where it is kept, without its data and whose it is. Read
  /// beside what came of it, its sender alone would say what a member said.
  [[nodiscard]] JsonObject shown(const matter::Event& event) const;
  /// Out of a copy of the record: what `shown` leaves out, but that it was signed, and under which
  /// article it was.
  void leave_out(matter::Event& event) const;
  /// The same of what is not done with an entry that is kept (a correction of another's): what the
  /// rules saw of it says whose it is.
  [[nodiscard]] desk::Failure shown(const matter::Send& ask, desk::Failure failure) const;
  /// The paper as the caller reads of it: one that is kept goes by the title of its kind. Its file
  /// has no name of its own (documents.cpp): every signer reads the list that names it.
  [[nodiscard]] matter::Document shown(matter::Document document) const;
  /// The same in papers as JSON (views.hpp), and in the data of events that filed one.
  void take_title_from(JsonObject& document) const;
  void take_titles_from(JsonArray& documents) const;
  /// Takes what is kept out of a matter's variables.
  void take_from(JsonObject& data) const;

 private:
  /// Of what corrects an entry that is kept, or what corrects such a correction.
  struct Corrections {
    std::set<std::int64_t> events;                           ///< By their numbers.
    std::set<std::pair<std::string, std::int64_t>> entries;  ///< As their forms name the entries.
  };
  [[nodiscard]] const procedure::Circle* circle_of_written(std::string_view written) const;
  [[nodiscard]] bool names(const std::string& event) const;
  [[nodiscard]] const procedure::KeptPart* part_of(const std::string& code,
                                                   std::string_view by) const;
  [[nodiscard]] bool goes_by_kind(const std::string& code, std::string_view by) const;
  [[nodiscard]] Corrections read_corrections() const;
  /// Read from the whole record, once something is looked at that may be one.
  [[nodiscard]] const Corrections& corrections() const;
  void take_corrections_from(JsonObject& data) const;

  Context& context_;
  std::optional<std::string> account_;
  const matter::Snapshot& snapshot_;
  const procedure::Procedure& procedure_;
  mutable std::optional<Corrections> corrections_;
  std::vector<procedure::KeptPart> parts_;  ///< Those whose circle the caller is not of.
};

/// For a paper that goes round: kept papers go by the titles of their kinds.
[[nodiscard]] matter::Snapshot as_it_goes_round(const procedure::Procedure& procedure,
                                                matter::Snapshot snapshot);

}  // namespace gavel::api
