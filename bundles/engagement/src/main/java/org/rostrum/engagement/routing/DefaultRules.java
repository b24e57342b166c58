package org.rostrum.engagement.routing;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rostrum.api.activity.Direction;
import org.rostrum.api.engagement.InboxConversation.Priority;
import org.rostrum.api.engagement.RuleAction;
import org.rostrum.api.engagement.RuleConditions;
import org.rostrum.api.engagement.RuleDraft;
import org.rostrum.api.engagement.RuleEffects;

/** The rules of a new installation: questions about buying to sales, problems to support. People change them later. */
public final class DefaultRules {
    /** What somebody asks who thinks of buying; a mere word such as "price" is in complaints more often. */
    private static final List<String> BUYING = phrases(
            """
            want to buy, wanna buy, looking to buy, like to buy, going to buy, can i buy, can we buy, could i buy,
            how do i buy, how can i buy, how would i buy, where can i buy, where do i buy, where to buy, will i be
            able to buy, thinking of buying, thinking about buying, interested in buying, would i do about buying,
            before i buy, if i buy, if i bought, worth buying, should i buy, do i have to buy the, want to purchase,
            like to purchase, looking to purchase, can i purchase, can we purchase, how do i purchase, how can i
            purchase, where can i purchase, interested in purchasing, before i purchase, if i purchase, if i were to
            purchase, in bulk, how much is, how much are, how much does, how much would, how much for, what is the
            price, whats the price, what are the prices, price list, what does it cost, does it cost, still for sale,
            is this for sale, go on sale, in stock, can i pre order, can we pre order, can you pre order, when can i
            preorder, can i preorder, can we preorder, preorders open, pre orders open, any discount, any discounts,
            a discount for students, student discount, have a discount, offer a discount, is there a discount,
            discount code, have a promo code, any promo code, have a free trial, is there a free trial, offer a free
            trial, free trial available, want to upgrade, like to upgrade, can i upgrade, how do i upgrade to, have
            to upgrade to, worth upgrading, want to subscribe, like to subscribe, can i subscribe, how do i
            subscribe, want to sign up for, like to sign up for, how do i sign up for, can i sign up for, want to
            switch to, thinking of switching to, switch to you, do you sell, do you ship, do you deliver to,
            available in my country, be available in, when will it be available, business plan, family plan, what
            plans
            """);

    /** Who says so has bought already, or is angry. */
    private static final List<String> NOT_BUYING = phrases(
            """
            refund, refunded, charged, billed, hacked, stolen, scam, fraud, not working, doesnt work, dont work,
            didnt work, isnt working, wont let me, wont work, crash, crashes, crashing, crashed, error, problem,
            problems, issue, issues, dont want to buy, dont want to, worst, terrible, awful, disgusting, ridiculous,
            never received, never arrived, not received, didnt receive, havent received, already bought, already
            paid, cancel, cancelled, unable, locked out, log in, login, password, fix, gouging
            """);

    /** What somebody says who needs help or complains. */
    private static final List<String> TROUBLE = phrases(
            """
            problem, problems, issue, issues, error, errors, bug, glitch, broken, broke, crash, crashes, crashed,
            crashing, freeze, freezes, freezing, frozen, stuck, fail, fails, failed, failing, fix, not working,
            doesnt work, dont work, isnt working, wont work, wont let me, not loading, wont load, cant, cannot, can
            not, couldnt, unable, help, locked out, hacked, stolen, suspended, banned, blocked, lost, missing, gone,
            disappeared, deleted, refund, charged, overcharged, cancel, complaint, down, outage, password, log in,
            login, sign in, verification, support, why is, why are, why does, why did, how do i, how can i, wrong,
            stopped, slow, scam, fraud, didnt work, arent working, havent been able, wont open, not showing, not
            getting, not able, not arriving, not received, didnt get, didnt receive, never got, never received, never
            arrived, hasnt arrived, havent received, have not received, yet to receive, still waiting, on hold, no
            response, no answer, trouble, trying to buy, trying to purchase, billed, refunded, refunding, money back,
            cancelled, canceled, gouging, phishing, spam, illegal, boycott, shame, fed up, tired of, getting tired,
            frustrating, frustrated, annoying, ridiculous, terrible, awful, worst, horrible, disappointed,
            disappointing, unacceptable, outrageous, so bad, rip off, disconnected, disconnects, logged out, kicked
            off, terminated, deactivated, disabled, compromised, recover, restore, unavailable, keep getting, keeps
            getting, slower, damaged, cracked, what is going on, whats going on, what happened to, any suggestions,
            any ideas, assist, assistance, resolve, what do i do, what should i do, what can i do, why arent, why do,
            why isnt, why doesnt, what is wrong, whats wrong
            """);

    /** What those say who write for newspapers, and hardly anybody else. */
    private static final List<String> PRESS = phrases(
            """
            press enquiry, press inquiry, media enquiry, media inquiry, press office, press officer, press contact,
            media contact, press kit, media kit, press release, im a journalist, i am a journalist, as a journalist,
            im a reporter, i am a reporter, reporter for, journalist for, journalist with, reporter with, journalist at,
            reporter at, writing an article about, writing a story about, working on a story, request for comment,
            comment for our story, comment for a story, interview request, interview with your ceo, on the record
            """);

    /** What swindlers and sellers of followers say, and customers do not. */
    private static final List<String> SPAM = phrases(
            """
            buy followers, cheap followers, free followers, more followers for, promote your page, promote your brand with,
            double your bitcoin, double your investment, bitcoin giveaway, crypto giveaway, forex signals, forex trading
            account, binary options, invest with me, passive income from home, earn from home, work from home and earn,
            make money from home, get rich quick, click the link in my bio, link in my bio, dm me to earn, dm me to invest,
            recovered my lost funds, recover your lost funds, hacker for hire, loan offer, casino bonus, free spins, viagra,
            nudes in bio, hot singles, i will design your logo, seo services for your website, rank your website
            """);

    private DefaultRules() {}

    private static List<String> phrases(String separatedByCommas) {
        return Stream.of(separatedByCommas.split(","))
                .map(phrase -> phrase.strip().replace('\n', ' '))
                .toList();
    }

    public static List<RuleDraft> all() {
        return List.of(
                new RuleDraft(
                        6,
                        "Spam is put aside",
                        true,
                        inbound(SPAM, TROUBLE),
                        RuleAction.INBOX,
                        "",
                        null,
                        false,
                        new RuleEffects(null, Set.of("spam"), null, true)),
                new RuleDraft(
                        8,
                        "The press goes to PR",
                        true,
                        inbound(PRESS, List.of()),
                        RuleAction.INBOX,
                        "",
                        null,
                        true,
                        new RuleEffects(null, Set.of("press"), Priority.HIGH, false)),
                new RuleDraft(
                        10,
                        "Questions about buying go to sales",
                        true,
                        inbound(BUYING, NOT_BUYING),
                        RuleAction.LEAD,
                        "sales",
                        null,
                        false),
                new RuleDraft(
                        20,
                        "Problems go to support",
                        true,
                        inbound(TROUBLE, List.of()),
                        RuleAction.TICKET,
                        "support",
                        null,
                        false));
    }

    private static RuleConditions inbound(List<String> any, List<String> none) {
        return new RuleConditions(any, List.of(), none, List.of(), List.of(), Direction.INBOUND, false);
    }
}
