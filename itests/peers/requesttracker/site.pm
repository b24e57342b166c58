# read by Request Tracker; where it lies and listens comes from the environment
Set($rtname, 'rt.test');
Set($Organization, 'rt.test');
Set($CorrespondAddress, 'rt@example.test');
Set($CommentAddress, 'rt-comment@example.test');
Set($WebDomain, '127.0.0.1');
Set($WebPort, $ENV{RT_PEER_PORT});
Set($WebPath, '');
Set($Timezone, 'UTC');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, "$ENV{RT_PEER_WORK}/rt.db");
Set($MailCommand, 'mbox');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($LogToFile, undef);
1;
