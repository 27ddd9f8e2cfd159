#include "api/routes/register_facts.hpp"

#include <array>

namespace gavel::api {
namespace {

using enum Member::Type;

constexpr std::string_view expert_kinds = "independent department subordinate";
constexpr std::string_view expert_types = "person institution";
constexpr std::array admit{Member{"type", choice, false, expert_types},
                           Member{"name"},
                           Member{"unit"},
                           Member{"kind", choice, true, expert_kinds},
                           Member{"specialty"},
                           Member{"title", text, false},
                           Member{"post", text, false},
                           Member{"sex", choice, false, "female male"},
                           Member{"born", day},
                           Member{"recommender", text, false},
                           Member{"account", account, false},
                           Member{"basis"},
                           Member{"since", day},
                           Member{"until", day}};
constexpr std::array renew{Member{"unit", text, false},
                           Member{"kind", choice, false, expert_kinds},
                           Member{"specialty", text, false},
                           Member{"title", text, false},
                           Member{"post", text, false},
                           Member{"born", day, false},
                           Member{"account", account, false},
                           Member{"basis"},
                           Member{"since", day},
                           Member{"until", day}};
// A professional institution is as old as it is, and is known by its code.
constexpr std::array admit_institution{Member{"type", choice, true, expert_types},
                                       Member{"name"},
                                       Member{"credit_code", credit_code},
                                       Member{"kind", choice, true, expert_kinds},
                                       Member{"specialty"},
                                       Member{"responsible"},
                                       Member{"contact", text, false},
                                       Member{"recommender", text, false},
                                       Member{"account", account, false},
                                       Member{"basis"},
                                       Member{"since", day},
                                       Member{"until", day}};
constexpr std::array renew_institution{Member{"name", text, false},
                                       Member{"kind", choice, false, expert_kinds},
                                       Member{"specialty", text, false},
                                       Member{"responsible", text, false},
                                       Member{"contact", text, false},
                                       Member{"account", account, false},
                                       Member{"basis"},
                                       Member{"since", day},
                                       Member{"until", day}};
constexpr std::array interest{Member{"matter", matter},
                              Member{"interest", choice, true, "direct none"},
                              Member{"text", text, false}};
constexpr std::array credit{Member{"result", choice, true, "good reminder breach"}, Member{"text"},
                            Member{"matter", matter, false}};
constexpr std::array leave{Member{"reason"}};
// Whom the pool expels for a breach of ethics, their opinions count no more (Decree 713 art. 41);
// who leaves otherwise, theirs do.
constexpr std::array leave_pool{
    Member{"cause", choice, true, "breach own_wish term_over unfit other"}, Member{"reason"}};
constexpr std::array strike{Member{"corrects", number, true, {}, 1, 1000000}, Member{"reason"}};

constexpr std::array select_counsel{Member{"name"},
                                    Member{"kind", choice, true, "legal_adviser public_lawyer"},
                                    Member{"unit"},
                                    Member{"licence_no", text, false},
                                    Member{"specialty", text, false},
                                    Member{"method"},
                                    Member{"account", account, false}};
constexpr std::array appoint{Member{"account", account, false},
                             Member{"contract_no"},
                             Member{"scope", text, false},
                             Member{"basis"},
                             Member{"since", day},
                             Member{"until", day}};
constexpr std::array training{Member{"year", number, true, {}, 2019, 2100},
                              Member{"hours", number, true, {}, 1, 1000}, Member{"subject"}};
constexpr std::array assess{Member{"year", number, true, {}, 2019, 2100},
                            Member{"result", choice, true, "excellent competent basic incompetent"},
                            Member{"text", text, false}};

constexpr std::array expert_forms{Form{"admit", admit},       Form{"renew", renew},
                                  Form{"interest", interest}, Form{"credit", credit},
                                  Form{"exit", leave_pool},   Form{"strike", strike}};
constexpr std::array institution_forms{
    Form{"admit", admit_institution}, Form{"renew", renew_institution}, Form{"interest", interest},
    Form{"credit", credit},           Form{"exit", leave_pool},         Form{"strike", strike}};
constexpr std::array counsel_forms{Form{"select", select_counsel}, Form{"appoint", appoint},
                                   Form{"training", training},     Form{"assess", assess},
                                   Form{"interest", interest},     Form{"end", leave},
                                   Form{"strike", strike}};

}  // namespace

std::span<const Form> forms(db::Register which, bool is_of_institution) {
  if (which == db::Register::counsel) return counsel_forms;
  if (is_of_institution) return institution_forms;
  return expert_forms;
}

}  // namespace gavel::api
