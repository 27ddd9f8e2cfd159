#pragma once
// The record or the minutes of a meeting as Akoma Ntoso 3.0 (OASIS LegalDocML), so that other
// systems can read who was there, who said what, and what was decided.
// https://docs.oasis-open.org/legaldocml/akn-core/v1.0/
#include <string>
#include <utility>
#include <vector>

namespace gavel::archive {

struct AknPerson {
  std::string id, name;  ///< id: the account.
};

struct AknSpeech {
  std::string person;  ///< Id; one of `persons`.
  std::string at;      ///< RFC 3339; "" where it is not known.
  std::string text;
  bool declares = false;  ///< It is the member's stance, for or against.
};

/// Headings and sentences come in the language of the document.
struct AknMeeting {
  std::string name;                       ///< "record" or "minutes".
  std::string language;                   ///< ISO 639-2: "zho", "eng".
  std::string organ, body, date, number;  ///< date: "2026-05-10"; number: within the year, or id.
  std::string title, written_on;
  std::vector<AknPerson> persons;
  std::string roll_heading, item_heading, decision_heading;
  std::vector<std::pair<std::string, std::vector<std::string>>> roll;  ///< Label, ids of persons.
  std::vector<std::string> notes;      ///< Paragraphs beside the roll: place, quorum, observers.
  std::vector<AknSpeech> speeches;     ///< In order of speaking.
  std::vector<std::string> decisions;  ///< Paragraphs.
  std::vector<std::string> endings;    ///< Signatures, distribution.
};

[[nodiscard]] std::string akoma_ntoso_xml(const AknMeeting& meeting);

}  // namespace gavel::archive
