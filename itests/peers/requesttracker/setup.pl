# What the tests find: a queue with the field for keys, one without it, and users with tokens. Prints the tokens, a line each.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT::Interface::CLI qw(CleanEnv);
use RT;
RT::LoadConfig();
RT::Init();
require RT::AuthToken;

sub must { my ($ok, $message) = @_; die "$message\n" unless $ok; }

my $system = RT->SystemUser;
my %queues;
for my $name ('SocialCare', 'Bare') {
    my $queue = RT::Queue->new($system);
    must($queue->Create(Name => $name));
    $queues{$name} = $queue;
}
for my $name ('RostrumKey', 'SocialPostUri') {
    my $field = RT::CustomField->new($system);
    must($field->Create(Name => $name, Type => 'FreeformSingle', LookupType => RT::Ticket->CustomFieldLookupType));
    must($field->AddToObject($queues{SocialCare}));
}
# one who may make tickets and write to them, one who may not, and one who works with them
for my $name ('integration', 'onlooker', 'desk') {
    my $user = RT::User->new($system);
    must($user->Create(Name => $name, EmailAddress => "$name\@example.test", Privileged => 1));
    my @rights = qw(SeeQueue ShowTicket SeeCustomField);
    push @rights, qw(CreateTicket ModifyCustomField SetInitialCustomField) if $name eq 'integration';
    push @rights, qw(ShowTicketComments CommentOnTicket ReplyToTicket ModifyTicket) if $name ne 'onlooker';
    push @rights, qw(OwnTicket TakeTicket DeleteTicket) if $name eq 'desk';
    for my $queue (values %queues) {
        must($user->PrincipalObj->GrantRight(Right => $_, Object => $queue)) for @rights;
    }
    my $token = RT::AuthToken->new($system);
    my ($ok, $message, $secret) = $token->Create(Owner => $user->id, Description => 'tests');
    must($ok, $message);
    print "$secret\n";
}
