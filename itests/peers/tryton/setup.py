# What the tests find: companies with employees, and users. setup.py CONFIGURATION DATABASE PASSWORD-OF-ADMIN PASSWORD-OF-USERS
import sys
from decimal import Decimal

from trytond.config import config

config.update_etc(sys.argv[1])
from trytond.pool import Pool
from trytond.transaction import Transaction

database, administrator, password = sys.argv[2:5]
Pool.start()
pool = Pool(database)
with Transaction().start(database, 0):
    pool.init()
with Transaction().start(database, 1):
    User = pool.get('res.user')
    Party = pool.get('party.party')
    Company = pool.get('company.company')
    Employee = pool.get('company.employee')
    Currency = pool.get('currency.currency')
    Data = pool.get('ir.model.data')

    def currency(name, code):
        return Currency.create([{
            'name': name, 'symbol': code, 'code': code, 'rounding': Decimal('0.01'), 'digits': 2,
            'rates': [('create', [{'rate': Decimal('1')}])]}])[0]

    def company(name, money):
        return Company.create([{'party': Party.create([{'name': name}])[0].id, 'currency': money.id}])[0]

    def employee(name, of):
        Employee.create([{'party': Party.create([{'name': name}])[0].id, 'company': of.id}])

    def user(login, companies, shown, *groups):
        User.create([{
            'login': login, 'name': login, 'password': password, 'company_filter': shown,
            'companies': [('add', [one.id for one in companies])],
            'company': companies[0].id if companies else None,
            'groups': [('add', [Data.get_id(*group) for group in groups])]}])

    euro = currency('Euro', 'EUR')
    first, acme, foreign = company('First', euro), company('Acme', euro), company('Foreign', currency('Dollar', 'USD'))
    employee('Ada Sales', acme)
    employee('Eve Elsewhere', foreign)
    opportunities = ('sale_opportunity', 'group_opportunity')
    user('rostrum', [first, acme], 'all', opportunities)
    # works for the first one, and sees no other; may not make leads; belongs to no company
    user('other', [first, acme], 'one', opportunities)
    user('onlooker', [acme], 'one')
    user('nobody', [], 'one', opportunities)
    # a dump that is used again has another password, and the administrator sees the opportunities and sells
    User.write([User(1)], {
        'password': administrator, 'companies': [('add', [first.id, acme.id])], 'company': acme.id,
        'groups': [('add', [Data.get_id(*opportunities), Data.get_id('sale', 'group_sale'), Data.get_id('res', 'group_admin')])]})
    Transaction().commit()
