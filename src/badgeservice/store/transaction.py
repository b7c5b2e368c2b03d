"""One Store is one transaction: everything in it is kept, or nothing is."""

from sqlalchemy import Connection

from badgeservice.store.queries.achievements import Achievements
from badgeservice.store.queries.api_keys import ApiKeys
from badgeservice.store.queries.audit import Audit
from badgeservice.store.queries.awards import Awards
from badgeservice.store.queries.batches.batch_rows import BatchRows
from badgeservice.store.queries.batches.batches import Batches
from badgeservice.store.queries.credentials import Credentials
from badgeservice.store.queries.issuers import Issuers
from badgeservice.store.queries.keys import Keys
from badgeservice.store.queries.list_marks import ListMarks
from badgeservice.store.queries.people.accounts import Accounts
from badgeservice.store.queries.people.mails import Mails
from badgeservice.store.queries.people.memberships import Memberships
from badgeservice.store.queries.people.sessions import Sessions
from badgeservice.store.queries.people.sign_ins import SignIns
from badgeservice.store.queries.recognitions import Recognitions
from badgeservice.store.queries.skills import Skills
from badgeservice.store.queries.status_lists import StatusLists


class Store:
    """The nouns of the database, inside one open transaction. Made by ``Database.open_store``."""

    def __init__(self, connection: Connection) -> None:
        self.issuers = Issuers(connection)
        self.keys = Keys(connection)
        self.achievements = Achievements(connection)
        self.awards = Awards(connection)
        self.batches = Batches(connection)
        self.batch_rows = BatchRows(connection)
        self.credentials = Credentials(connection)
        self.status_lists = StatusLists(connection)
        self.list_marks = ListMarks(connection)
        self.recognitions = Recognitions(connection)
        self.api_keys = ApiKeys(connection)
        self.skills = Skills(connection)
        self.accounts = Accounts(connection)
        self.memberships = Memberships(connection)
        self.sign_ins = SignIns(connection)
        self.sessions = Sessions(connection)
        self.mails = Mails(connection)
        self.audit = Audit(connection)
